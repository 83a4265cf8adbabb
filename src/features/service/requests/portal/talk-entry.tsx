import type { ReactNode } from 'react';
import { untouched, type Visit } from '#platform/portal/page.ts';
import { Form } from '#platform/portal/parts.tsx';
import { portalTexts } from './messages.ts';

/** Where the thread is shown: by the code, which no address holds. */
export const talkPath = '/requests/follow/talk';

/** The way from a request to its live thread. */
export const ToTalk = ({ visit, code }: { readonly visit: Visit; readonly code: string }): ReactNode => (
  <Form
    visit={visit}
    form={untouched}
    id="to-talk"
    action={talkPath}
    hidden={{ code }}
    submit={portalTexts.toTalk}
    plain
  />
);
