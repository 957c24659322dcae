import { afterEach, expect, it } from '@jest/globals';
import { readWindowApp } from './index.ts';

declare global {
  interface WindowApp {
    /** As an application adds it. */
    addedByTheTest?: string;
  }
}

const page = globalThis as { window?: unknown };
afterEach(() => {
  delete page.window;
});

it('gives window.app, typed with what the application has added', () => {
  page.window = { app: { mcApiUrl: 'http://localhost:8080', addedByTheTest: 'yes' } };
  const added: string | undefined = readWindowApp().addedByTheTest;
  expect(added).toBe('yes');
  expect(window.app.mcApiUrl).toBe('http://localhost:8080');
  // @ts-expect-error -- nobody has added this one.
  expect(window.app.addedByNobody).toBeUndefined();
});

it.each([undefined, {}])('names the Vite plugin when there is no configuration (window: %p)', (window) => {
  page.window = window;
  expect(() => readWindowApp()).toThrow('This page has no application configuration: window.app is not set.');
  try {
    readWindowApp();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'invalid_config',
      source: 'client',
      hint: expect.stringContaining('@forward-to/application-config/vite') as unknown,
    });
  }
});
