import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from './environment.ts';

describe('readEnvironment', () => {
  it('has a default for everything', () => {
    expect(readEnvironment({ PORT: '' })).toEqual({
      host: '127.0.0.1',
      port: 6001,
      publicUrl: 'http://localhost:6001',
      issuer: 'http://localhost:8080',
      projects: ['my-project'],
      databaseFile: undefined,
      logFormat: 'readable',
    });
    expect(readEnvironment({ NODE_ENV: 'production' }).logFormat).toBe('json');
  });

  it('takes what is set', () => {
    const variables = {
      PORT: '7000',
      PUBLIC_URL: 'https://api.example.com/',
      ISSUER: 'gcp-eu',
      PROJECTS: 'shop-eu, shop-us,',
      DATABASE_FILE: '/data/notes.sqlite',
      LOG_FORMAT: 'json',
    };
    expect(readEnvironment(variables)).toMatchObject({
      port: 7000,
      publicUrl: 'https://api.example.com',
      issuer: 'gcp-eu',
      projects: ['shop-eu', 'shop-us'],
      databaseFile: '/data/notes.sqlite',
      logFormat: 'json',
    });
  });

  it('names each variable that is wrong', () => {
    const variables = { PORT: 'http', PUBLIC_URL: 'api.example.com', PROJECTS: ' , ', LOG_FORMAT: 'xml' };
    expect(() => readEnvironment(variables)).toThrow(/PORT must.*PUBLIC_URL must.*PROJECTS must.*LOG_FORMAT must/);
  });
});
