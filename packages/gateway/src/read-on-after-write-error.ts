import type { Socket } from 'node:net';

/**
 * Keeps a connection readable after a write to it has failed.
 *
 * A server that rejects an upload early ("413, too large") often closes the connection while the upload is under way.
 * Node then destroys the socket at the failed write, and with it the response that has already arrived and that nobody
 * has read yet. Here the failed write never completes, so that nothing more is written, and the reading side goes on to
 * its end.
 *
 * @param onWriteError called once, with the error of the first write that failed.
 */
export function readOnAfterWriteError(socket: Socket, onWriteError: (error: Error) => void): void {
  let failed = false;
  const write = socket._write.bind(socket);
  const writev = socket._writev?.bind(socket);
  const guard =
    (callback: (error?: Error | null) => void) =>
    (error?: Error | null): void => {
      if (!error) callback();
      else if (!failed) {
        failed = true;
        onWriteError(error);
      }
    };
  socket._write = (chunk, encoding, callback) => {
    write(chunk, encoding, guard(callback));
  };
  if (writev) {
    socket._writev = (chunks, callback) => {
      writev(chunks, guard(callback));
    };
  }
  // The writing side never finishes now, so the socket would not close by itself.
  socket.on('end', () => {
    if (failed) socket.destroy();
  });
}
