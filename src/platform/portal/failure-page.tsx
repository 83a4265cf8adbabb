import type { ReactNode } from 'react';
import type { AppError } from '#shared/errors.ts';
import { say } from '#shared/text.ts';
import type { Typed } from './fields.ts';
import { portalTexts } from './messages.ts';
import type { Shown, Visit } from './page.ts';
import { portalBase } from './parts.tsx';
import { refusalText, type ProblemTexts } from './words.ts';

/** Refusals after which the same form may be sent again as it is. */
const passing: ReadonlySet<string> = new Set(['overloaded', 'internal', 'slow_down']);

interface Sent {
  readonly path: string;
  /** Null where the body was not read. */
  readonly typed: Typed | null;
}

/** Sends the same once more: with its key, so that nothing is done twice. */
const Again = ({ visit, sent }: { readonly visit: Visit; readonly sent: Sent }): ReactNode => (
  <form method="post" action={`${portalBase}${sent.path}`}>
    {Object.entries(sent.typed ?? {}).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    <button type="submit" className="main">
      {say(visit.language, portalTexts.sendAgain)}
    </button>
  </form>
);

/** What is shown where neither a page nor its form can be. */
export const failurePage = (visit: Visit, texts: ProblemTexts, refusal: AppError, sent: Sent | null): Shown => {
  const { language } = visit;
  const missing = refusal.code === 'not_found';
  const again = sent !== null && passing.has(refusal.code);
  return {
    title: say(language, missing ? portalTexts.notFound : portalTexts.failed),
    body: (
      <div className="card">
        <p>{missing ? say(language, portalTexts.notFoundText) : refusalText(language, texts, refusal)}</p>
        {again && <p>{say(language, sent.typed === null ? portalTexts.reload : portalTexts.kept)}</p>}
        {refusal.code === 'too_large' && <p>{say(language, portalTexts.goBack)}</p>}
        {again && sent.typed !== null && <Again visit={visit} sent={sent} />}
        <p>
          <a href={portalBase}>{say(language, portalTexts.toHome)}</a>
        </p>
      </div>
    ),
  };
};
