/** The server as an exam on the phone sees it: each answer tells the time, and what an error says of the matter. */
import { AppError } from '#shared/errors.ts';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { call } from '#webkit/api.ts';
import { ServerClock } from '../../journal/rules.ts';
import type { Line } from '../../rules.ts';
import { beginExam, handIn, keepAnswers, takeSeat, type Begun, type Kept, type Seat } from '../../seat/contract.ts';

/** Whether an error says nothing about the matter: the network, or a server that is busy. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof AppError) ||
  ['overloaded', 'slow_down', 'in_flight', 'internal', 'unauthenticated'].includes(error.code);

const says = (error: unknown, message: string): boolean =>
  error instanceof AppError && error.details.message === message;
export const isBroken = (error: unknown): boolean => says(error, 'exams.journal_broken');
export const isMovedOn = (error: unknown): boolean => says(error, 'exams.moved_on');

export class ExamLink {
  readonly clock = new ServerClock();
  /** By the even clock: when lines were last sent, or asked for. */
  sentAt = this.clock.mark();

  async #call<E extends Endpoint>(endpoint: E, input: Call<E>): Promise<Reply<E> & { readonly now: string }> {
    const sentAt = this.clock.mark();
    // Every command of an exam tells the server's time.
    const reply = (await call(endpoint, input)) as Reply<E> & { readonly now: string };
    this.clock.learn(reply.now, sentAt);
    return reply;
  }

  seat(examId: string): Promise<Seat> {
    return this.#call(takeSeat, { params: { id: examId } });
  }

  begin(attemptId: string, device: string): Promise<Begun> {
    return this.#call(beginExam, { params: { id: attemptId }, body: { device } });
  }

  /** Without lines it asks how the sitting stands. */
  send({ attemptId, sitting }: Begun, lines: readonly Line[]): Promise<Kept> {
    this.sentAt = this.clock.mark();
    return this.#call(keepAnswers, {
      params: { id: attemptId },
      body: { sitting, lines: lines.map((line) => ({ ...line, answer: [...line.answer] })) },
    });
  }

  hand({ attemptId, sitting }: Begun, seq: number): Promise<Kept> {
    return this.#call(handIn, { params: { id: attemptId }, body: { sitting, seq } });
  }
}
