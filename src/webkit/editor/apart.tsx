import type { ReactNode } from 'react';

/** A form in a dialog over the form of the page: React would send the page's with it, wherever the dialog lies in the document. */
export const Apart = ({ children }: { children: ReactNode }): ReactNode => (
  <div onSubmit={(event) => event.stopPropagation()}>{children}</div>
);
