// Runs the Lambda function on loopback: a node:http server in the place of API Gateway.
import { createServer } from 'node:http';
import { useLocalSettings } from './local-settings.ts';
import { toHttpEvent } from './to-http-event.ts';

const port = useLocalSettings();
// After the settings: a Lambda function reads its environment when it is loaded.
const { handler } = await import('./lambda.ts');

createServer((request, response) => {
  void toHttpEvent(request)
    .then((event) => handler(event))
    .then(
      ({ statusCode, headers, body }) => response.writeHead(statusCode, headers).end(body),
      (error: unknown) => {
        console.error(error);
        response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"message":"Internal Server Error"}');
      },
    );
}).listen(port, '127.0.0.1', () => {
  console.log(`Lambda function answers at http://localhost:${port}`);
});
