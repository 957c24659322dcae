/** Vite's import of a file as text. */
declare module '*?raw' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- Vite's own form.
  export default text;
}
