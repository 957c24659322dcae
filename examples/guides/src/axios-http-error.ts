import { HttpError } from '@forward-to/http-client';
import type { FetcherResponse } from '@forward-to/http-client';
import type { AxiosResponse } from 'axios';

/** An answer of axios in the form that a fetcher gives. */
export function toFetcherResponse<Data>({ status, headers, data }: AxiosResponse<Data>): FetcherResponse<Data> {
  const received = new Headers(headers as Record<string, string>);
  return { statusCode: status, getHeader: (name) => received.get(name), data };
}

/** The typed error of an answer that axios has read already. */
export function toHttpError(response: AxiosResponse<unknown>): HttpError {
  const { data, ...head } = toFetcherResponse(response);
  const { method, baseURL = '', url = '' } = response.config;
  const request = { ...(method !== undefined && { method }), url: baseURL + url };
  return new HttpError({ ...head, headers: response.headers as Record<string, string>, request }, data);
}
