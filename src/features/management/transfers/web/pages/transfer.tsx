import { Alert } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import { useApi } from '#webkit/query.ts';
import { type TransferFile, transferById } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { isStay } from '../../rules.ts';
import { Path } from '../parts/path.tsx';
import { StepButtons } from '../parts/step-buttons.tsx';
import { endsOf, toneOf, useTransferWords } from '../parts/words.ts';

const LetterFacts = ({ transfer }: { transfer: TransferFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useTransferWords();
  const { member, personId } = transfer;
  const { from, to } = endsOf(transfer);
  const day = (value: string | null): string | null => (value === null ? null : format.day(value));
  const facts: Fact[] = [
    {
      label: t(transferTexts.name),
      value: personId ? <Link to={`/members/${personId}`}>{member.name}</Link> : member.name,
    },
    { label: t(transferTexts.sex), value: words.sex(member.sex) },
    { label: t(transferTexts.age), value: member.age },
    { label: t(transferTexts.ethnicity), value: words.ethnicity(member.ethnicity) },
    { label: t(transferTexts.category), value: words.category(member.category) },
    { label: t(transferTexts.idNumber), value: member.idNumber },
    { label: t(transferTexts.joinedOn), value: day(member.joinedOn) },
    { label: t(transferTexts.fullOn), value: day(member.fullOn) },
    { label: t(transferTexts.phone), value: member.phone },
    { label: t(transferTexts.duesPaidTo), value: format.month(transfer.duesPaidTo && `${transfer.duesPaidTo}-01`) },
    { label: t(transferTexts.from), value: from, wide: true },
    { label: t(transferTexts.to), value: to, wide: true },
    { label: t(transferTexts.kind), value: words.kind(transfer.kind) },
    { label: t(transferTexts.reason), value: transfer.reason },
    ...(transfer.letterNo
      ? [
          { label: t(transferTexts.letterNo), value: transfer.letterNo },
          { label: t(transferTexts.issuedOn), value: day(transfer.issuedOn) },
          { label: t(transferTexts.validUntil), value: day(transfer.validUntil) },
        ]
      : []),
    ...(transfer.stay
      ? [
          { label: t(transferTexts.stayFrom), value: day(transfer.stay.from) },
          { label: t(transferTexts.stayUntil), value: day(transfer.stay.until) },
          ...(transfer.stay.purpose
            ? [{ label: t(transferTexts.stayPurpose), value: words.purpose(transfer.stay.purpose) }]
            : []),
        ]
      : []),
    ...(transfer.acceptedOn
      ? [
          {
            label: t(isStay(transfer.way) ? transferTexts.onReturn : transferTexts.acceptedOn),
            value: day(transfer.acceptedOn),
          },
        ]
      : []),
    ...(transfer.way === 'arriving'
      ? [{ label: t(transferTexts.signature), value: transfer.signedBy ?? t(transferTexts.signatureNone) }]
      : []),
  ];
  return <Facts facts={facts} columns={3} />;
};

const Hints = ({ transfer }: { transfer: TransferFile }): ReactNode => {
  const t = useText();
  const { replacedById, replacesId, unitId, former, acceptedOn } = transfer;
  return (
    <>
      {replacedById && (
        <Alert
          type="warning"
          showIcon
          title={t(transferTexts.replaced)}
          action={<Link to={`/transfers/${replacedById}`}>{t(transferTexts.replacedOpen)}</Link>}
        />
      )}
      {former && (
        <Alert
          type="info"
          showIcon
          title={t(acceptedOn === null ? transferTexts.formerWaits : transferTexts.formerTaken)}
          action={<Link to={`/members/${former}`}>{t(transferTexts.openFile)}</Link>}
        />
      )}
      {unitId && (
        <Alert
          type="info"
          showIcon
          title={t(transferTexts.ofUnit)}
          action={<Link to={`/transfers/units/${unitId}`}>{t(transferTexts.unitOpen)}</Link>}
        />
      )}
      {replacesId && (
        <Alert
          type="info"
          showIcon
          title={t(transferTexts.replaces)}
          action={<Link to={`/transfers/${replacesId}`}>{t(transferTexts.replacesOpen)}</Link>}
        />
      )}
    </>
  );
};

const Events = ({ transfer }: { transfer: TransferFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useTransferWords();
  return (
    <PlainTable
      caption={t(transferTexts.events)}
      rows={transfer.events}
      rowKey={(event) => String(event.version)}
      empty="–"
      columns={[
        { key: 'step', title: t(transferTexts.actions), render: (event) => words.step(event.step) },
        {
          key: 'by',
          title: t(transferTexts.by),
          render: ({ actor, organisation }) =>
            organisation ? t(transferTexts.eventLine, { actor, organisation }) : actor,
        },
        { key: 'at', title: t(transferTexts.at), render: (event) => format.moment(event.at) },
        { key: 'reason', title: t(transferTexts.reasonOf), render: (event) => event.reason },
      ]}
    />
  );
};

const Body = ({ transfer }: { transfer: TransferFile }): ReactNode => {
  const t = useText();
  return (
    <>
      <Hints transfer={transfer} />
      <Section title={t(transferTexts.path)}>
        <Path transfer={transfer} />
        {transfer.dueWhy && <Why why={transfer.dueWhy} to={`/rules/${transfer.dueWhy.ruleId}`} />}
      </Section>
      <Section title={t(transferTexts.facts)}>
        <LetterFacts transfer={transfer} />
      </Section>
      <Section title={t(transferTexts.events)}>
        <Events transfer={transfer} />
      </Section>
    </>
  );
};

/** One transfer: where it stands, what the letter says, and who did what. */
export const Page = (): ReactNode => {
  const t = useText();
  const words = useTransferWords();
  const { id = '' } = useParams();
  const { data: transfer, error, isPending, refetch } = useApi(transferById, { params: { id } });
  const name = transfer?.member.name ?? t(transferTexts.title);
  useEffect(() => {
    document.title = transfer ? `${name} · ${t(transferTexts.title)}` : name;
  }, [transfer, name, t]);
  return (
    <Frame
      title={
        <>
          {name} {transfer && <Tag tone={toneOf(transfer.state)}>{words.state(transfer)}</Tag>}
        </>
      }
      crumbs={[{ title: t(transferTexts.title), to: '/transfers' }, { title: name }]}
      actions={
        transfer && (
          <>
            {transfer.mayPrint && (
              <LinkButton to={`/transfers/${id}/letter`}>{t(transferTexts.printLetter)}</LinkButton>
            )}
            <StepButtons transfer={transfer} />
          </>
        )
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() => transfer && <Body transfer={transfer} />}
      </StateView>
    </Frame>
  );
};
