import type { AnsweredBy, TrackedCall } from '../activity/tracked-call.ts';

/** What a call did at one stop: got through, was answered or rejected there, is under way, or never came. */
export type StopState = 'idle' | 'passed' | 'answered' | 'rejected' | 'travelling';

export interface Way {
  page: StopState;
  gateway: StopState;
  api: StopState;
  /** Who answered, in one sentence. */
  summary: string;
}

const REJECTED: Readonly<Record<AnsweredBy, Omit<Way, 'summary'>>> = {
  client: { page: 'rejected', gateway: 'idle', api: 'idle' },
  network: { page: 'passed', gateway: 'rejected', api: 'idle' },
  gateway: { page: 'passed', gateway: 'rejected', api: 'idle' },
  verifier: { page: 'passed', gateway: 'passed', api: 'rejected' },
  api: { page: 'passed', gateway: 'passed', api: 'rejected' },
  unknown: { page: 'passed', gateway: 'rejected', api: 'idle' },
};

const WHO: Readonly<Record<AnsweredBy, string>> = {
  client: 'The page did not send this call',
  network: 'The gateway did not answer',
  gateway: 'The gateway rejected this call',
  verifier: 'The verifier in the API rejected this call',
  api: 'The API rejected this call',
  unknown: 'Something on the way rejected this call',
};

/** How far a call got, and who answered it. */
export function describeWay(call: TrackedCall | undefined): Way {
  if (!call) return { page: 'idle', gateway: 'idle', api: 'idle', summary: 'No call yet.' };
  if (call.state === 'running') {
    return { page: 'passed', gateway: 'travelling', api: 'travelling', summary: 'Waiting for the response …' };
  }
  if (call.state === 'cancelled' || !call.outcome) {
    return { page: 'rejected', gateway: 'idle', api: 'idle', summary: 'The page gave this call up.' };
  }
  const { status, code, answeredBy } = call.outcome;
  if (call.state === 'done') {
    const summary = `The API answered${status === undefined ? '' : ` ${status}`} in ${call.duration ?? 0} ms.`;
    return { page: 'passed', gateway: 'passed', api: 'answered', summary };
  }
  const reason = [status, code].filter((part) => part !== undefined).join(' ');
  return { ...REJECTED[answeredBy], summary: `${WHO[answeredBy]}${reason === '' ? '' : `: ${reason}`}.` };
}
