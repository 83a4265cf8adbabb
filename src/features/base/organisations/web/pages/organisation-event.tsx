import { type ComponentType, type ReactNode, useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { Missing, StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { type Organisation, organisationById } from '../../contract.ts';
import { organisationTexts } from '../../detail/messages.ts';
import { eventTexts } from '../../events/messages.ts';
import { AbolishForm, FactsForm, RenameForm, RetypeForm } from '../parts/event-forms.tsx';
import type { EventFormProps } from '../parts/event-shared.ts';
import { CreateForm, MergeForm, MoveForm } from '../parts/target-forms.tsx';

interface Kind {
  readonly title: Text;
  readonly allowed: keyof Organisation['can'];
  readonly Form: ComponentType<EventFormProps>;
}

/** By the last part of the address. */
const kinds: Readonly<Record<string, Kind>> = {
  create: { title: eventTexts.createTitle, allowed: 'create', Form: CreateForm },
  rename: { title: eventTexts.renameTitle, allowed: 'rename', Form: RenameForm },
  retype: { title: eventTexts.retypeTitle, allowed: 'retype', Form: RetypeForm },
  move: { title: eventTexts.moveTitle, allowed: 'move', Form: MoveForm },
  merge: { title: eventTexts.mergeTitle, allowed: 'merge', Form: MergeForm },
  abolish: { title: eventTexts.abolishTitle, allowed: 'abolish', Form: AbolishForm },
  facts: { title: eventTexts.factsTitle, allowed: 'change', Form: FactsForm },
};

export const Page = (): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const { id = '', kind: wanted = '' } = useParams();
  const { data: organisation, error, isPending, refetch } = useApi(organisationById, { params: { id } });
  const kind = kinds[wanted];
  const title =
    organisation && kind ? t.loose(kind.title, { name: organisation.shortName }) : t(organisationTexts.change);
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!kind) return <Missing heading />;
  return (
    <Frame
      title={title}
      crumbs={[
        { title: t(organisationTexts.tree), to: '/organisations' },
        { title: organisation?.shortName ?? '…', to: `/organisations/${id}` },
        { title: t(organisationTexts.change) },
      ]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          organisation &&
          (organisation.can[kind.allowed] ? (
            <kind.Form
              key={organisation.id}
              organisation={organisation}
              onCancel={() => void navigate(`/organisations/${id}`)}
            />
          ) : (
            <p>{t(eventTexts.notAllowed)}</p>
          ))
        }
      </StateView>
    </Frame>
  );
};
