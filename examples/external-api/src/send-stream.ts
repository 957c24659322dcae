import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Makes the text; `signal` says when the caller has left, so that slow work can end at once. */
export type TextSource = (signal: AbortSignal) => Iterable<string> | AsyncIterable<string>;

/**
 * Answers with text as it is made, no faster than the caller takes it.
 *
 * A caller that leaves ends the work: that is their right and no error. An error on the way cuts the answer off, so that
 * nobody takes a part for the whole.
 */
export async function sendStream(response: Response, source: TextSource): Promise<void> {
  const left = new AbortController();
  response.once('close', () => {
    left.abort();
  });
  try {
    await pipeline(Readable.from(source(left.signal)), response);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
