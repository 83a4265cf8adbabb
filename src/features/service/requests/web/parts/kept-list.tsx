import { Button, Modal } from 'antd';
import { type ComponentProps, type ComponentType, type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { routingTexts } from '../../routing/messages.ts';

interface Kept {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
}

interface Props<R extends Kept> {
  readonly title: string;
  readonly intro?: string;
  /** The verb of the button and the title of its dialog. */
  readonly adding: string;
  readonly primary?: boolean;
  readonly list: {
    readonly data: { readonly items: readonly R[] } | undefined;
    readonly error: ComponentProps<typeof StateView>['error'];
    readonly isPending: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  readonly columns: ComponentProps<typeof PlainTable<R>>['columns'];
  readonly AddForm: ComponentType<{ readonly onClose: () => void }>;
  readonly EditForm: ComponentType<{ readonly one: R; readonly onClose: () => void }>;
}

/** A list that the county keeps by codes that never change: added to and edited in a dialog, never deleted from. */
export const KeptList = <R extends Kept>(props: Props<R>): ReactNode => {
  const { title, intro, adding, primary = false, list, columns, AddForm, EditForm } = props;
  const t = useText();
  const [open, setOpen] = useState<'new' | R | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Section
      title={title}
      actions={
        <Button type={primary ? 'primary' : 'default'} onClick={() => setOpen('new')}>
          {adding}
        </Button>
      }
    >
      {intro !== undefined && <p>{intro}</p>}
      <StateView error={list.error} loading={list.isPending} onAgain={() => void list.refetch()} lines={6}>
        {() => (
          <PlainTable
            caption={title}
            rows={list.data?.items ?? []}
            rowKey={({ code }) => code}
            empty=""
            columns={columns}
            renderActions={(one) => (
              <Button size="small" onClick={() => setOpen(one)}>
                {t(routingTexts.editCategory)}
              </Button>
            )}
          />
        )}
      </StateView>
      <Modal
        open={open !== null}
        title={
          open === null || open === 'new'
            ? adding
            : t(routingTexts.editCategoryTitle, { name: t.loose([open.name.zh, open.name.en]) })
        }
        footer={null}
        mask={{ closable: false }}
        onCancel={close}
        destroyOnHidden
      >
        {open === 'new' && <AddForm onClose={close} />}
        {open !== null && open !== 'new' && <EditForm one={open} onClose={close} />}
      </Modal>
    </Section>
  );
};
