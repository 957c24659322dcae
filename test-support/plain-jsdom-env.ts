import { TestEnvironment } from 'jest-environment-jsdom';

/** Jest's own jsdom environment, in which an application has added Node's fetch and nothing else. */
export default class PlainJsdomEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, { fetch, Headers, Request, Response, FormData });
  }
}
