import { useForm, type Form } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import type { Todo } from '../../contract.ts';
import { todoList } from '../../contract.ts';
import { endHandover, finishTodo, handOver, takerList } from '../../handover/contract.ts';
import { handoverRefusals, handoverTexts } from '../../handover/messages.ts';

const touched = [todoList] as const;

/** Settling a to-do in place. */
export const useFinishForm = ({ kind, id: item, finish }: Todo, onDone: () => void): Form<typeof finishTodo.body> => {
  const { run } = useCommand(finishTodo, { touches: touched });
  return useForm({
    schema: finishTodo.body,
    labels: { note: handoverTexts.note },
    initial: { kind, item, version: finish ?? 0, note: '' },
    texts: handoverRefusals,
    submit: async (body) => {
      await run({ body });
      onDone();
    },
  });
};

/** Handing it over to somebody for whom it waits as well. */
export const useGiveForm = ({ kind, id: item }: Todo, onDone: () => void) => {
  const takers = useApi(takerList, { query: { kind, item } });
  const { run } = useCommand(handOver, { touches: touched });
  const form = useForm({
    schema: handOver.body,
    labels: { grantId: handoverTexts.to, note: handoverTexts.why },
    initial: { kind, item, note: '' },
    texts: handoverRefusals,
    submit: async (body) => {
      await run({ body });
      onDone();
    },
  });
  return { takers, form };
};

/** Taking it back, or giving it back. */
export const useBack = () => useCommand(endHandover, { touches: touched });
