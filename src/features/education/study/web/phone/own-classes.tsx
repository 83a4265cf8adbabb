import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import css from '#ui/phone/own.module.css';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { ownCertificate } from '../../certificates/printing/contract.ts';
import { applyForClass, leaveClass, ownClasses, type OwnClass } from '../../classes/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import { ownTexts, studyProblems, workTexts } from '../../messages.ts';

const Certificate = ({
  one,
}: {
  readonly one: NonNullable<NonNullable<OwnClass['own']>['certificate']>;
}): ReactNode => {
  const t = useText();
  const format = useFormat();
  const print = useDownload();
  return (
    <div className={css.stack}>
      <p className={css.line}>
        {t(ownTexts.certificate)} <strong>{one.number}</strong>{' '}
        {one.withdrawnOn !== null && <Tag tone="error">{t(workTexts.revoked)}</Tag>}
      </p>
      <p className={css.quiet}>
        {t(hourTexts.hours, { hours: one.hours })}
        {one.expiresOn !== null && ` · ${t(ownTexts.expires, { day: format.day(one.expiresOn) })}`} ·{' '}
        {t(ownTexts.check)}
      </p>
      {one.withdrawnOn === null ? (
        <Button
          label={t(ownTexts.printOf, { number: one.number })}
          onClick={() => print.start(addressOf(ownCertificate, { params: { id: one.id } }))}
        >
          {t(ownTexts.print)}
        </Button>
      ) : (
        <p className={css.line}>{t(ownTexts.revokedWhy, { why: one.why ?? '' })}</p>
      )}
      {print.error && <ErrorNotice error={print.error} texts={studyProblems} />}
    </div>
  );
};

const One = ({ one }: { readonly one: OwnClass }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const apply = useCommand(applyForClass, { touches: [ownClasses] });
  const leave = useCommand(leaveClass, { touches: [ownClasses] });
  const error = apply.error ?? leave.error;
  return (
    <Section
      title={
        <>
          {one.title} {one.own && <Tag>{t(workTexts[`enrolment_${one.own.state}`])}</Tag>}
        </>
      }
    >
      <div className={css.stack}>
        <p className={css.quiet}>
          {one.organiserName} · {one.place} · {format.day(one.startsOn)}
          {one.endsOn !== one.startsOn && ` – ${format.day(one.endsOn)}`} · {t(hourTexts.hours, { hours: one.hours })}
        </p>
        <p className={css.quiet}>
          {t(workTexts.taken, { enrolled: one.enrolled, quota: one.quota })}
          {one.waiting > 0 && ` · ${t(workTexts.waitingCount, { count: one.waiting })}`} · {t(workTexts.applyBy)}{' '}
          {format.day(one.applyBy)}
        </p>
        {one.details !== '' && <p className={css.words}>{one.details}</p>}
        {one.own?.certificate && <Certificate one={one.own.certificate} />}
        {error && <ErrorNotice error={error} texts={studyProblems} />}
        {one.can.apply && (
          <Button
            busy={apply.busy}
            label={t(ownTexts.applyOf, { title: one.title })}
            onClick={() => apply.fire({ params: { id: one.id } })}
          >
            {t(ownTexts.apply)}
          </Button>
        )}
        {one.can.leave && one.own && (
          <Button
            busy={leave.busy}
            label={t(ownTexts.leaveOf, { title: one.title })}
            onClick={() => leave.fire({ params: { id: one.id }, body: { version: one.own?.version ?? 1 } })}
          >
            {t(ownTexts.leave)}
          </Button>
        )}
      </div>
    </Section>
  );
};

/** Classes that are open to the member, those attended, and what they gave. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownClasses, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(ownTexts.classes)} intro={t(ownTexts.classesIntro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(ownTexts.noClasses)} />}
        onAgain={() => void refetch()}
      >
        {items.map((one) => (
          <One key={one.id} one={one} />
        ))}
      </StateView>
    </Frame>
  );
};
