export { readWindowApp } from './read-window-app.ts';
