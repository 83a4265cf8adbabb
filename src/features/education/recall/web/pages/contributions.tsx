import { App, Button, Modal, Segmented, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import css from '#ui/office/matter.module.css';
import {
  contributionList,
  type ContributionLine,
  contributionShows,
  decideContribution,
} from '../../contributions/contract.ts';
import { contributionTexts, evidenceTexts, recallProblems } from '../../messages.ts';

const address = z.object({ show: z.enum(contributionShows).default('stated') });

const DeclineForm = ({ line, onClose }: { line: ContributionLine; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(decideContribution, { touches: [contributionList] });
  const form = useForm({
    schema: z.object({ reason: z.string().trim().min(2).max(300) }),
    labels: { reason: contributionTexts.reason },
    texts: recallProblems,
    submit: async ({ reason }) => {
      await run({ params: { id: line.id }, body: { version: line.version, sign: false, reason } });
      void message.success(t(contributionTexts.done));
      onClose();
    },
  });
  const verb = t(contributionTexts.decline);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <LongTextField field={form.field('reason')} rows={3} />
    </FormFrame>
  );
};

const Decide = ({ line, onDecline }: { line: ContributionLine; onDecline: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy } = useCommand(decideContribution, {
    touches: [contributionList],
    onDone: () => void message.success(t(contributionTexts.done)),
  });
  if (line.state !== 'stated') return t(evidenceTexts[`state_${line.state}`]);
  if (!line.can.sign) return t(contributionTexts.other);
  return (
    <Space>
      <Button
        type="primary"
        size="small"
        loading={busy}
        aria-label={`${t(contributionTexts.sign)} ${line.name}`}
        onClick={() => fire({ params: { id: line.id }, body: { version: line.version, sign: true } })}
      >
        {t(contributionTexts.sign)}
      </Button>
      <Button size="small" aria-label={`${t(contributionTexts.decline)} ${line.name}`} onClick={onDecline}>
        {t(contributionTexts.decline)}
      </Button>
    </Space>
  );
};

/** What members of the own branch say that they gave, to be signed. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const [{ show }, setState] = useAddressState(address);
  const [declined, setDeclined] = useState<ContributionLine | null>(null);
  const list = useWholeList(contributionList, { query: { show } });
  const columns: Column<ContributionLine>[] = [
    {
      key: 'words',
      title: t(contributionTexts.words),
      main: true,
      render: (row) => (
        <>
          {row.words}
          {row.reason !== null && <div className={css.hint}>{row.reason}</div>}
        </>
      ),
    },
    { key: 'name', title: t(contributionTexts.name), width: 120, render: (row) => row.name },
    { key: 'topic', title: t(evidenceTexts.topic), width: 140, render: (row) => row.topic[language] },
    { key: 'givenOn', title: t(contributionTexts.givenOn), width: 140, render: (row) => format.day(row.givenOn) },
    {
      key: 'act',
      title: t(evidenceTexts.state),
      width: 170,
      render: (row) => <Decide line={row} onDecline={() => setDeclined(row)} />,
    },
  ];
  const close = (): void => setDeclined(null);
  return (
    <Frame title={t(contributionTexts.title)} intro={t(contributionTexts.intro)}>
      <Toolbar>
        <div className={css.views}>
          <Segmented
            aria-label={t(contributionTexts.show)}
            value={show}
            onChange={(next) => setState({ show: next })}
            options={contributionShows.map((one) => ({ value: one, label: t(contributionTexts[`show_${one}`]) }))}
          />
        </div>
      </Toolbar>
      <Section flush>
        <DataTable
          name="contributions"
          caption={t(contributionTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(contributionTexts.empty)}</p>}
        />
      </Section>
      <Modal
        open={declined !== null}
        title={t(contributionTexts.decline)}
        footer={null}
        mask={{ closable: false }}
        onCancel={close}
        destroyOnHidden
      >
        {declined !== null && <DeclineForm line={declined} onClose={close} />}
      </Modal>
    </Frame>
  );
};
