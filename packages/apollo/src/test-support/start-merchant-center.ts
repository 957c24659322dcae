import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface MerchantCenter {
  url: string;
  received: { url: string; headers: IncomingHttpHeaders; body: { query: string; operationName?: string } }[];
  /** Answers the next requests, one each; after them every answer is good. */
  script: (...answers: Answer[]) => void;
  close: () => Promise<void>;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Waits for it before the answer. */
  after?: Promise<unknown>;
}

const GOOD: Answer = { status: 200, body: { data: { userId: 'user' } } };

/** A server in the place of the Merchant Center API Gateway, which marks nothing and answers as the test says. */
export async function startMerchantCenter(): Promise<MerchantCenter> {
  const received: MerchantCenter['received'] = [];
  let answers: Answer[] = [];
  const server = createServer((request, response) => {
    const answer = answers.shift() ?? GOOD;
    void answerWith(answer, request, response, received);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    script: (...next) => {
      answers = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerWith(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  received: MerchantCenter['received'],
): Promise<void> {
  const { url = '', headers } = request;
  received.push({ url, headers, body: JSON.parse((await text(request)) || '{}') as { query: string } });
  await answer.after;
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body ?? GOOD.body));
}
