import { Alert, App, Button } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { useText } from '#ui/language.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, DayField, FieldGrid, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { call } from '#webkit/api.ts';
import { useForm } from '#webkit/form.ts';
import { useBroughtIntoView } from '#ui/use-brought-into-view.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { membersAlike } from '../../alike/contract.ts';
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

const bodyOf = ({ branchId, entry, since, reason, ...typed }: Typed, samePerson: boolean) => ({
  ...(samePerson ? { samePerson } : {}),
  branchId: String(branchId),
  fields: Object.fromEntries(
    Object.entries(typed).filter(([key, value]) => own.has(key) && value !== null),
  ) as MemberFields,
  ...(typeof entry === 'string' && entry !== '' ? { joinKind: entry } : {}),
  ...(typeof since === 'string' && since !== '' ? { since } : {}),
  ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
});

type Alike = Reply<typeof membersAlike>['items'][number];

/** Files that may be of the same person; an ID number that is taken is the server's to say. */
const likeThis = async ({ name, birthDate, phone }: Typed): Promise<readonly Alike[]> => {
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const [called, born, mobile] = [text(name), text(birthDate), text(phone)];
  if (called === undefined || (born === undefined && mobile === undefined)) return [];
  const query = { name: called, ...(born ? { birthDate: born } : {}), ...(mobile ? { phone: mobile } : {}) };
  return (await call(membersAlike, { query })).items;
};

/** Sends the new file, once nobody in the register looks like it or the likeness was looked at; the file that already holds the ID number is named where the reader may see it. */
const useSend = () => {
  const { message } = App.useApp();
  const t = useText();
  const goOn = useGoOn();
  const [twin, setTwin] = useState<string | null>(null);
  const [alike, setAlike] = useState<readonly Alike[]>([]);
  const [applicant, setApplicant] = useState<string | null>(null);
  // Of which number it was said that its applicant is meant.
  const same = useRef<unknown>(undefined);
  // Whom the person at the screen has said to be somebody else.
  const others = useRef<ReadonlySet<string>>(new Set());
  const { run } = useCommand(createMember, { touches: [memberList, memberCounts] });
  const send = async (typed: Typed): Promise<void> => {
    setTwin(null);
    setAlike([]);
    setApplicant(null);
    const found = (await likeThis(typed)).filter(({ id }) => !others.current.has(id));
    if (found.length > 0) {
      setAlike(found);
      throw new AppError('conflict', { message: 'member_alike' });
    }
    const said = same.current !== undefined && same.current === typed['idNumber'];
    const file = await run({ body: bodyOf(typed, said) }).catch((thrown: unknown) => {
      const person = thrown instanceof AppError ? thrown.details['personId'] : undefined;
      if (typeof person === 'string') setTwin(person);
      if (thrown instanceof AppError && thrown.details.message === 'person_known') setApplicant(String(typed['name']));
      throw flatRefusal(thrown);
    });
    void message.success(t(newTexts.created));
    goOn(`/members/${file.id}`, { replace: true });
  };
  const areOthers = (): void => {
    others.current = new Set([...others.current, ...alike.map(({ id }) => id)]);
    setAlike([]);
  };
  const isSame = (number: unknown): void => {
    same.current = number;
  };
  return { send, twin, alike, applicant, areOthers, isSame };
};

const AlikeLine = ({ one }: { one: Alike }): ReactNode => {
  const t = useText();
  const line = t(newTexts[`alike_${one.reason}`], { name: one.name, branch: one.branchName });
  return one.ended ? t(newTexts.alikeEnded, { line }) : line;
};

const NewMemberForm = ({ tree }: { tree: BranchTree }): ReactNode => {
  const t = useText();
  const words = useWords();
  const navigate = useNavigate();
  const { send, twin, alike, applicant, areOthers, isSame } = useSend();
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
  const noticed = useBroughtIntoView<HTMLDivElement>(alike.length > 0 && alike);
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
        {applicant !== null && (
          <Alert
            type="warning"
            showIcon
            title={t(newTexts.applicant, { name: applicant })}
            action={
              <Button
                onClick={() => {
                  isSame((form.values as Typed)['idNumber']);
                  form.submit();
                }}
              >
                {t(newTexts.samePerson)}
              </Button>
            }
          />
        )}
        {alike.length > 0 && (
          <div ref={noticed} className={css.notice}>
            <Alert
              type="warning"
              showIcon
              role="alert"
              title={t(newTexts.alike)}
              description={
                <>
                  <ul>
                    {alike.map((one) => (
                      <li key={one.id}>
                        <Link to={`/members/${one.id}`} target="_blank">
                          <AlikeLine one={one} />
                        </Link>
                      </li>
                    ))}
                  </ul>
                  <Button
                    onClick={() => {
                      areOthers();
                      form.submit();
                    }}
                  >
                    {t(newTexts.another)}
                  </Button>
                </>
              }
            />
          </div>
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
