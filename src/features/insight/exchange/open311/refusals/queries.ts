import { refusalOf } from '#platform/http/failures.ts';
import { type Fault, Refused } from './rules.ts';

export interface Told {
  readonly status: number;
  readonly faults: readonly Fault[];
  readonly retryAfter?: number | undefined;
}

const noService = '服务暂时不可用，请稍后再试 / service error, please try again';

/**
 * What a failure is here: "basically 400 for any other error", faults of ours among them. Whoever asks too fast is told with 429, which
 * the text does not name and which every client takes for a failure.
 */
export const toldOf = (error: unknown): Told => {
  if (error instanceof Refused) return { status: error.status, faults: error.faults };
  const { code, details } = refusalOf(error);
  if (code === 'slow_down' || code === 'overloaded') {
    const description = '请求过于频繁，请稍后再试 / slow down';
    return { status: 429, faults: [{ code: 429, description }], retryAfter: details.retryAfter };
  }
  const description =
    code === 'unsupported_media' ? '请用 application/x-www-form-urlencoded 提交 / send a form' : noService;
  return { status: 400, faults: [{ code: 400, description }] };
};
