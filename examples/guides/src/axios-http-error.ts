import { HttpError } from '@forward-to/http-client';
import type { AxiosResponse } from 'axios';

/** The typed error of an answer that axios has read already. */
export function toHttpError({ status, headers, data }: AxiosResponse<unknown>): HttpError {
  const received = new Headers(headers as Record<string, string>);
  return new HttpError(
    { statusCode: status, getHeader: (name) => received.get(name), headers: Object.fromEntries(received) },
    data,
  );
}
