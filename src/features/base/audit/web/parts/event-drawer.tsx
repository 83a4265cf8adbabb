import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import type { AuditRow } from '../../contract.ts';
import { auditTexts } from '../../messages.ts';
import { useAuditWords } from './audit-words.ts';
import css from './event-drawer.module.css';

const Event = ({ event }: { event: AuditRow }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useAuditWords();
  const code = (value: string): ReactNode => <code className={css.code}>{value}</code>;
  const facts: Fact[] = [
    { label: t(auditTexts.at), value: format.moment(event.at) },
    { label: t(auditTexts.actor), value: event.actor },
    { label: t(auditTexts.role), value: words.role(event.role) },
    ...(event.organisationName ? [{ label: t(auditTexts.organisation), value: event.organisationName }] : []),
    { label: t(auditTexts.entity), value: words.entity(event.entity) },
    {
      label: t(auditTexts.fields),
      value:
        event.fields.length === 0
          ? t(auditTexts.noFields)
          : format.list(event.fields.map((field) => words.field(field, event.entity))),
    },
    ...(event.reason ? [{ label: t(auditTexts.reason), value: event.reason }] : []),
    { label: t(auditTexts.source), value: words.source(event.source) },
    { label: t(auditTexts.seq), value: event.seq === null ? t(auditTexts.unlinked) : format.number(event.seq) },
    ...(event.entityId
      ? [
          {
            label: t(auditTexts.entityId),
            value: (
              <>
                {code(event.entityId)}
                <br />
                <Link to={`/audit?entityId=${event.entityId}`}>{t(auditTexts.sameObject)}</Link>
              </>
            ),
          },
        ]
      : []),
    ...(event.accountId
      ? [
          {
            label: t(auditTexts.accountId),
            value: (
              <>
                {code(event.accountId)}
                <br />
                <Link to={`/audit?accountId=${event.accountId}`}>{t(auditTexts.sameAccount)}</Link>
              </>
            ),
          },
        ]
      : []),
    ...(event.requestId ? [{ label: t(auditTexts.requestId), value: code(event.requestId) }] : []),
    { label: t(auditTexts.id), value: code(event.id) },
  ];
  return <Facts facts={facts} columns={1} />;
};

/** Everything that the log says about one event. */
export const EventDrawer = ({ event, onClose }: { event: AuditRow | null; onClose: () => void }): ReactNode => {
  const t = useText();
  const words = useAuditWords();
  return (
    <Drawer
      open={event !== null}
      onClose={onClose}
      size={480}
      title={event ? t(auditTexts.detailOf, { action: words.action(event.action) }) : ''}
      destroyOnHidden
    >
      {event && <Event event={event} />}
    </Drawer>
  );
};
