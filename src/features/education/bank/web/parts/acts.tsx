import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { approveItems, type ItemLine, proposeItems, retireItems, returnItems } from '../../contract.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts } from '../messages.ts';
import { touchedByItems } from './touched.ts';

type Moved = Pick<ItemLine, 'id' | 'version' | 'can'>;
type WithNote = 'return' | 'retire';

interface Props {
  readonly items: readonly Moved[];
  readonly small?: boolean;
  readonly onDone?: () => void;
}

const able = (items: readonly Moved[], act: keyof Moved['can']) =>
  items.filter(({ can }) => can[act]).map(({ id, version }) => ({ id, version }));

const NoteDialog = ({
  act,
  items,
  onClose,
  onDone,
}: {
  act: WithNote | null;
  items: readonly Moved[];
  onClose: () => void;
  onDone: (count: number) => void;
}): ReactNode => {
  const t = useText();
  const done = (count: number): void => {
    onDone(count);
    onClose();
  };
  const back = useCommand(returnItems, { touches: touchedByItems, onDone: (reply) => done(reply.items.length) });
  const off = useCommand(retireItems, { touches: touchedByItems, onDone: (reply) => done(reply.items.length) });
  const retires = act === 'retire';
  const { fire, busy, error } = retires ? off : back;
  return (
    <ConfirmDialog
      open={act !== null}
      title={t(retires ? bankTexts.retireTitle : bankTexts.returnTitle)}
      consequence={t(retires ? bankTexts.retireHint : bankTexts.returnHint)}
      verb={t(retires ? bankTexts.retire : bankTexts.return)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={bankProblems}
      onConfirm={(note) => act !== null && fire({ body: { items: able(items, act), note } })}
      onClose={onClose}
    />
  );
};

/** What may follow for one question or for all that are chosen, as far as the reader may. */
export const ItemActs = ({ items, small = false, onDone }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<WithNote | null>(null);
  const done = (count: number): void => {
    void message.success(t(bankTexts.moved, { count }));
    onDone?.();
  };
  const propose = useCommand(proposeItems, { touches: touchedByItems, onDone: (reply) => done(reply.items.length) });
  const approve = useCommand(approveItems, { touches: touchedByItems, onDone: (reply) => done(reply.items.length) });
  const error = propose.error ?? approve.error;
  const size = small ? ('small' as const) : ('middle' as const);
  const main = small ? {} : { type: 'primary' as const };
  const has = (act: keyof Moved['can']): boolean => able(items, act).length > 0;
  return (
    <>
      {error && <ErrorNotice error={error} texts={bankProblems} />}
      {has('retire') && (
        <Button size={size} onClick={() => setAsking('retire')}>
          {t(bankTexts.retire)}
        </Button>
      )}
      {has('return') && (
        <Button size={size} onClick={() => setAsking('return')}>
          {t(bankTexts.return)}
        </Button>
      )}
      {has('propose') && (
        <Button
          size={size}
          {...main}
          loading={propose.busy}
          onClick={() => propose.fire({ body: { items: able(items, 'propose') } })}
        >
          {t(bankTexts.propose)}
        </Button>
      )}
      {has('approve') && (
        <Button
          size={size}
          {...main}
          loading={approve.busy}
          onClick={() => approve.fire({ body: { items: able(items, 'approve') } })}
        >
          {t(bankTexts.approve)}
        </Button>
      )}
      <NoteDialog act={asking} items={items} onClose={() => setAsking(null)} onDone={done} />
    </>
  );
};
