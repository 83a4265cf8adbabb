import { Alert, App } from 'antd';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, DayField, FieldGrid, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { fieldOf, type FieldKey } from '../../catalogue.ts';
import { createMember, memberCounts, type MemberFields, memberList } from '../../contract.ts';
import { fileTexts, newTexts } from '../../file/messages.ts';
import { checkIdNumber } from '../../identity/rules.ts';
import { listTexts } from '../../list/messages.ts';
import { type BranchTree, useBranchTree } from '../parts/branch-tree.ts';
import { FieldInput } from '../parts/field-input.tsx';
import { flatRefusal, labelsOf, problemTexts, shapeOf } from '../parts/field-form.ts';
import css from './new-member.module.css';
import { useWords } from '../parts/words.ts';

/** In the order of the national form; the rest is added in the file. */
const groups: readonly { readonly title: readonly [string, string]; readonly keys: readonly FieldKey[] }[] = [
  { title: fileTexts.basic, keys: ['name', 'idNumber', 'sex', 'birthDate', 'ethnicity', 'education', 'nativePlace'] },
  { title: fileTexts.membership, keys: ['category', 'joinedOn', 'fullOn', 'joinKind', 'standing'] },
  { title: fileTexts.work, keys: ['jobPost', 'workStartedOn'] },
  { title: fileTexts.contact, keys: ['phone', 'landline', 'address'] },
];
const fields = groups.flatMap((group) => group.keys).map(fieldOf);
const own = new Set<string>(fields.map((field) => field.key));

const schema = z.object({
  branchId: z.uuid(),
  ...shapeOf(fields, ['name', 'category']),
  entry: z.string().max(40).nullish(),
  since: z.iso.date().nullish(),
  reason: z.string().max(500).optional(),
});

type Typed = Readonly<Record<string, unknown>>;

const bodyOf = ({ branchId, entry, since, reason, ...typed }: Typed) => ({
  branchId: String(branchId),
  fields: Object.fromEntries(
    Object.entries(typed).filter(([key, value]) => own.has(key) && value !== null),
  ) as MemberFields,
  ...(typeof entry === 'string' && entry !== '' ? { joinKind: entry } : {}),
  ...(typeof since === 'string' && since !== '' ? { since } : {}),
  ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
});

/** Sends the new file; the file that already holds the ID number is named where the reader may see it. */
const useSend = () => {
  const { message } = App.useApp();
  const t = useText();
  const goOn = useGoOn();
  const [twin, setTwin] = useState<string | null>(null);
  const { run } = useCommand(createMember, { touches: [memberList, memberCounts] });
  const send = async (typed: Typed): Promise<void> => {
    setTwin(null);
    const file = await run({ body: bodyOf(typed) }).catch((thrown: unknown) => {
      const person = thrown instanceof AppError ? thrown.details['personId'] : undefined;
      if (typeof person === 'string') setTwin(person);
      throw flatRefusal(thrown);
    });
    void message.success(t(newTexts.created));
    goOn(`/members/${file.id}`, { replace: true });
  };
  return { send, twin };
};

const NewMemberForm = ({ tree }: { tree: BranchTree }): ReactNode => {
  const t = useText();
  const words = useWords();
  const navigate = useNavigate();
  const { send, twin } = useSend();
  const only = tree.branches.length === 1 ? tree.branches[0]?.id : undefined;
  const initial = useMemo(() => ({ ...(only ? { branchId: only } : {}), standing: '1' }), [only]);
  const form = useForm({
    schema,
    labels: {
      ...labelsOf(fields),
      branchId: fileTexts.branch,
      entry: newTexts.entry,
      since: newTexts.since,
      reason: newTexts.reason,
    },
    initial,
    texts: problemTexts,
    draft: 'member:new',
    submit: send,
  });
  const guard = useLeaveGuard(form.dirty);
  const { values, set } = form;
  const typedId = (values as Typed)['idNumber'];
  // A right ID number already says sex and birth date; nobody types them twice.
  useEffect(() => {
    const id = checkIdNumber(typeof typedId === 'string' ? typedId : '');
    if (id.ok) set({ sex: id.sex, birthDate: id.birthDate } as Partial<typeof values>);
  }, [typedId, set]);
  return (
    <>
      <FormFrame
        form={form}
        verb={t(newTexts.create)}
        label={t(newTexts.title)}
        onCancel={() => void navigate('/members')}
      >
        {twin && (
          <Alert
            type="warning"
            showIcon
            title={t(newTexts.twin)}
            action={<Link to={`/members/${twin}`}>{t(newTexts.twinOpen)}</Link>}
          />
        )}
        <FieldGrid>
          <TreeField field={form.field('branchId')} nodes={tree.nodes} wide />
        </FieldGrid>
        {groups.map((group) => (
          <fieldset key={group.title[1]} className={css.group}>
            <legend>{t(group.title)}</legend>
            <FieldGrid>
              {group.keys.map((key) => (
                <FieldInput
                  key={key}
                  declared={fieldOf(key)}
                  field={form.field(key as 'reason') as never}
                  {...(key === 'idNumber' ? { hint: t(newTexts.idHint) } : {})}
                />
              ))}
            </FieldGrid>
          </fieldset>
        ))}
        <fieldset className={css.group}>
          <legend>{t(fileTexts.affiliations)}</legend>
          <FieldGrid>
            <ChoiceField field={form.field('entry')} choices={words.choices('affiliationStart')} />
            <DayField field={form.field('since')} hint={t(newTexts.sinceHint)} />
            <TextField field={form.field('reason')} hint={t(newTexts.reasonHint)} />
          </FieldGrid>
        </fieldset>
      </FormFrame>
      <LeaveDialog {...guard} />
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const tree = useBranchTree();
  return (
    <Frame
      title={t(newTexts.title)}
      intro={t(newTexts.intro)}
      crumbs={[{ title: t(listTexts.title), to: '/members' }, { title: t(newTexts.title) }]}
    >
      <Section>
        <StateView error={tree.error} loading={tree.loading} onAgain={tree.again} lines={8}>
          {() => <NewMemberForm tree={tree} />}
        </StateView>
      </Section>
    </Frame>
  );
};
