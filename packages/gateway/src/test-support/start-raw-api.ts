import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** An external API that says what it likes on the wire. */
export interface RawApi {
  url: string;
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1 whose connections are handled by `onConnection`, byte by byte. */
export async function startRawApi(onConnection: (socket: Socket) => void): Promise<RawApi> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
