import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Answers with text as it is made, no faster than the caller takes it.
 *
 * A caller that leaves ends the work: that is their right and no error. An error on the way cuts the answer off, so that
 * nobody takes a part for the whole.
 */
export async function sendStream(response: Response, text: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(text), response);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
