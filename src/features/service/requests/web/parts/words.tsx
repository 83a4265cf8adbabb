import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Why } from '#ui/why.tsx';
import type { RequestView } from '../../contract.ts';
import { requestTexts } from '../../messages.ts';
import { useDue } from './state.tsx';

export const Due = ({ request }: { request: RequestView }): ReactNode => {
  const t = useText();
  const due = useDue();
  return (
    <>
      {due(request)}{' '}
      {request.why && (
        <Popover trigger="click" content={<Why why={request.why} to={`/rules/${request.why.ruleId}`} />}>
          <Button type="link" size="small" aria-label={t(requestTexts.whyOf)}>
            {t(requestTexts.why)}
          </Button>
        </Popover>
      )}
      {request.provisional && <div>{t(requestTexts.provisional)}</div>}
    </>
  );
};
