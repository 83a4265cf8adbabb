import { Alert, App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '#shared/text.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { type KeyState, keyState, rotateKeys } from '../../contract.ts';
import { keyRefusalTexts, keyTexts, sealedTableTexts } from '../../messages.ts';
import css from './keys.module.css';

const lookEveryMs = 3_000;
const tableTexts: Readonly<Record<string, Text>> = sealedTableTexts;

const Versions = ({ state }: { state: KeyState }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const sealed = ({ rows }: KeyState['versions'][number]): string =>
    format.list(
      rows.map(({ table, rows: count }) =>
        t(keyTexts.count, { what: t.loose(tableTexts[table] ?? [table, table]), count: format.number(count) }),
      ),
    ) || t(keyTexts.nothing);
  return (
    <PlainTable
      caption={t(keyTexts.versions)}
      rows={state.versions.toReversed()}
      rowKey={({ version }) => String(version)}
      empty=""
      columns={[
        {
          key: 'version',
          title: t(keyTexts.version),
          render: ({ version }) => (
            <span className={css.version}>
              {version}
              <Tag tone={version === state.current ? 'success' : 'plain'}>
                {t(version === state.current ? keyTexts.current : keyTexts.former)}
              </Tag>
            </span>
          ),
        },
        { key: 'sealed', title: t(keyTexts.sealed), render: sealed },
        {
          key: 'files',
          title: t(keyTexts.files),
          render: ({ files }) =>
            files === 0 ? t(keyTexts.nothing) : t(keyTexts.filesCount, { count: format.number(files) }),
        },
      ]}
    />
  );
};

/** Stands only while a rotation is under way, and asks again as long as it stands. */
const Running = ({ running }: { running: NonNullable<KeyState['running']> }): ReactNode => {
  const t = useText();
  useApi(keyState, {}, { every: lookEveryMs });
  return (
    <>
      <ProgressBar
        label={t(keyTexts.rotation)}
        done={running.done}
        total={running.total}
        phase={t(running.startedAt === null ? keyTexts.waiting : keyTexts.running)}
      />
      {running.own && <Link to={`/jobs/${running.jobId}`}>{t(keyTexts.job)}</Link>}
    </>
  );
};

const Last = ({ last }: { last: NonNullable<KeyState['last']> }): ReactNode => {
  const t = useText();
  const at = useFormat().moment(last.finishedAt);
  if (last.state === 'cancelled')
    return (
      <Alert
        type="info"
        showIcon
        title={t(keyTexts.last_cancelled, { at })}
        description={t(keyTexts.last_failed_hint)}
      />
    );
  if (last.state === 'done')
    return (
      <Alert
        type="success"
        showIcon
        title={t(keyTexts.last_done, { at })}
        description={t(keyTexts.last_done_hint, { version: last.version ?? '–' })}
      />
    );
  const why: Text | undefined = (keyRefusalTexts as Readonly<Record<string, Text>>)[last.error ?? ''];
  return (
    <Alert
      type="error"
      showIcon
      title={t(keyTexts.last_failed, { at })}
      description={
        <>
          {why && <p>{t.loose(why)}</p>}
          <p>{t(keyTexts.last_failed_hint)}</p>
        </>
      }
    />
  );
};

const Rotate = ({ state }: { state: KeyState }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(rotateKeys, {
    touches: [keyState],
    onDone: () => {
      setAsking(false);
      void message.success(t(keyTexts.started));
    },
  });
  const next = Math.max(...state.versions.map(({ version }) => version)) + 1;
  return (
    <>
      <Button
        type="primary"
        disabled={state.running !== null}
        {...(state.running === null ? {} : { title: t(keyTexts.busy) })}
        onClick={() => setAsking(true)}
      >
        {t(keyTexts.rotate)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(keyTexts.rotateTitle)}
        consequence={t(keyTexts.rotateHint, { next })}
        verb={t(keyTexts.rotate)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={keyRefusalTexts}
        onConfirm={(reason) => fire({ body: { reason } })}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      />
    </>
  );
};

/** The versions of the keys, what each still seals, and the rotation under way. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data: state, error, isPending, refetch } = useApi(keyState, {});
  return (
    <Frame title={t(keyTexts.title)} intro={t(keyTexts.intro)} actions={state && <Rotate state={state} />}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() =>
          state && (
            <>
              <Section title={t(keyTexts.rotation)}>
                {state.running && <Running running={state.running} />}
                {!state.running && state.last && <Last last={state.last} />}
                {!state.running && !state.last && <p className={css.quiet}>{t(keyTexts.never)}</p>}
              </Section>
              <Section title={t(keyTexts.versions)}>
                <Versions state={state} />
                <p className={css.quiet}>{t(keyTexts.keepHint)}</p>
              </Section>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
