import type { ReactNode } from 'react';
import { say } from '#shared/text.ts';
import type { Visit } from '#platform/portal/page.ts';
import { portalTexts } from './messages.ts';

const lines = [
  ['12345', portalTexts.hotline],
  ['12388', portalTexts.discipline],
] as const;

/** Other ways to be heard, for whoever would rather speak. */
export const otherWays = async ({ language }: Visit): Promise<ReactNode> => (
  <section className="card">
    <h2>{say(language, portalTexts.otherTitle)}</h2>
    <ul className="lines">
      {lines.map(([number, text]) => (
        <li key={number}>
          {say(language, text)} <a href={`tel:${number}`}>{number}</a>
        </li>
      ))}
    </ul>
    <p className="soft">{say(language, portalTexts.person)}</p>
  </section>
);
