import { applicationConfig } from '@forward-to/application-config/vite';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [applicationConfig()] });
