import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from '@forward-to/gateway';
import type { Gateway } from '@forward-to/gateway';
import { createApp } from '../../examples/external-api/src/create-app.ts';
import { openDatabase } from '../../examples/external-api/src/database.ts';

export interface Loop {
  gateway: Gateway;
  gatewayUrl: string;
  apiUrl: string;
  /** What the API reported as its own fault. */
  reported: unknown[];
  close(): Promise<void>;
}

/** Starts the local gateway and the example's external API in this process; they talk over real HTTP. */
export async function startInProcess(): Promise<Loop> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const gateway = createGateway({
    projects: ['my-project', 'other-project'],
    targets: [apiUrl],
    port: 0,
    users: [
      userWith('manager', ['canViewOrderNotes', 'canManageOrderNotes']),
      userWith('viewer', ['canViewOrderNotes']),
    ],
  });
  const gatewayUrl = await gateway.listen();
  const database = openDatabase(':memory:');
  const reported: unknown[] = [];
  const session = { audience: apiUrl, issuer: gatewayUrl, projects: ['my-project'] };
  server.on('request', createApp({ database, session, report: (error) => reported.push(error) }));
  return {
    gateway,
    gatewayUrl,
    apiUrl,
    reported,
    close: async () => {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database.close();
    },
  };
}

function userWith(id: string, permissions: string[]) {
  return { id, name: id, projects: { 'my-project': { permissions } } };
}
