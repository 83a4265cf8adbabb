import { App, Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useCommand } from '#webkit/query.ts';
import { paperProblems, templateTexts } from '../../papers/messages.ts';
import { papers } from '../../papers/packs/papers.ts';
import {
  resetTemplate,
  restoreTemplate,
  templateFile,
  type TemplateLine,
  templateList,
} from '../../papers/templates/contract.ts';
import css from './templates.module.css';

interface Props {
  readonly line: TemplateLine;
  readonly onClose: () => void;
}

const Versions = ({ line }: { readonly line: TemplateLine }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const file = useDownload();
  const restore = useCommand(restoreTemplate, {
    touches: [templateList],
    onDone: () => void message.success(t(templateTexts.restored)),
  });
  const { paper, versions } = line;
  const used = line.isOwn ? line.from?.version : undefined;
  const error = restore.error ?? file.error;
  return (
    <>
      {error && <ErrorNotice error={error} texts={paperProblems} />}
      <PlainTable
        caption={t(templateTexts.versionsOf, { paper: t(papers[paper].title) })}
        rows={versions}
        rowKey={({ id }) => id}
        empty={t(templateTexts.noVersions)}
        columns={[
          {
            key: 'version',
            title: t(templateTexts.version),
            render: ({ version }) => (
              <>
                {t(templateTexts.number, { version })}{' '}
                {version === used && <Tag tone="success">{t(templateTexts.current)}</Tag>}
              </>
            ),
          },
          {
            key: 'file',
            title: t(templateTexts.file),
            render: ({ fileName, size }) =>
              fileName === null ? t(templateTexts.wasReset) : `${fileName}（${format.bytes(size ?? 0)}）`,
          },
          { key: 'madeBy', title: t(templateTexts.madeBy), render: ({ madeBy }) => madeBy },
          { key: 'madeAt', title: t(templateTexts.madeAt), render: ({ madeAt }) => format.moment(madeAt) },
        ]}
        renderActions={({ id, version, fileName }) =>
          fileName !== null && (
            <span className={css.acts}>
              <Button
                size="small"
                disabled={file.progress !== null}
                onClick={() => file.start(addressOf(templateFile, { params: { paper }, query: { version: id } }))}
              >
                {t(templateTexts.download)}
                <span className="sr-only">{t(templateTexts.number, { version })}</span>
              </Button>
              {version !== used && (
                <Button
                  size="small"
                  loading={restore.busy}
                  onClick={() => restore.fire({ params: { paper }, body: { version: id } })}
                >
                  {t(templateTexts.restore)}
                  <span className="sr-only">{t(templateTexts.number, { version })}</span>
                </Button>
              )}
            </span>
          )
        }
      />
    </>
  );
};

/** The versions of one form that the own organisation made; restored, or given up for the default. */
export const VersionDrawer = ({ line, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const reset = useCommand(resetTemplate, {
    touches: [templateList],
    onDone: () => {
      setAsking(false);
      void message.success(t(templateTexts.resetDone));
    },
  });
  const { paper } = line;
  const title = t(papers[paper].title);
  return (
    <Drawer
      open
      onClose={onClose}
      size={760}
      title={t(templateTexts.versionsOf, { paper: title })}
      destroyOnHidden
      extra={
        line.isOwn && (
          <Button danger onClick={() => setAsking(true)}>
            {t(templateTexts.reset)}
          </Button>
        )
      }
    >
      <div className={css.stack}>
        <Versions line={line} />
      </div>
      <ConfirmDialog
        open={asking}
        title={t(templateTexts.resetOf, { paper: title })}
        consequence={t(templateTexts.resetHint)}
        verb={t(templateTexts.reset)}
        busy={reset.busy}
        error={reset.error}
        texts={paperProblems}
        onConfirm={() => reset.fire({ params: { paper } })}
        onClose={() => setAsking(false)}
      />
    </Drawer>
  );
};
