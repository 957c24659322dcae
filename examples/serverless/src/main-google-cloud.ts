// Runs the Google Cloud function in Google's functions framework. Its command would listen on every network interface.
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { useLocalSettings } from './local-settings.ts';

const port = useLocalSettings();
await import('./google-cloud.ts');
getTestServer('orderNotes').listen(port, '127.0.0.1', () => {
  console.log(`Google Cloud function answers at http://localhost:${port}`);
});
