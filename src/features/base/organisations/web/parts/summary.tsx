import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { type Organisation, organisationById, type TreeNode } from '../../contract.ts';
import { organisationTexts } from '../../detail/messages.ts';
import { Advisories } from './advisories.tsx';
import css from './organisation.module.css';
import { TermState } from './term-state.tsx';
import { useTypeName } from './words.ts';

interface Props {
  readonly node: TreeNode;
  readonly nodes: readonly TreeNode[];
  /** An earlier day whose tree is shown. */
  readonly on: string | undefined;
}

/** The address of the roster of an organisation, of today or of an earlier day. */
export const rosterOf = (id: string, filter: Readonly<Record<string, string>> = {}): string =>
  `/members?${new URLSearchParams({ organisationId: id, ...filter }).toString()}`;

const PastSummary = ({ node, nodes, on }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const typeName = useTypeName();
  const { can } = useSession();
  const parent = nodes.find((one) => one.id === node.parentId);
  return (
    <Section
      title={node.name}
      actions={
        <>
          {node.members !== null && can('members.read') && on && (
            <LinkButton to={rosterOf(node.id, { on })}>{t(organisationTexts.rosterOn)}</LinkButton>
          )}
          <LinkButton to={`/organisations/${node.id}`}>{t(organisationTexts.open)}</LinkButton>
        </>
      }
    >
      <Facts
        facts={[
          { label: t(organisationTexts.type), value: typeName(node.type) },
          { label: t(organisationTexts.parent), value: parent?.name },
          { label: t(organisationTexts.members), value: node.members === null ? null : format.number(node.members) },
        ]}
      />
    </Section>
  );
};

/** Counts of a subtree, each leading to the roster that it counts. */
export const TallyTiles = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const { id, tally } = organisation;
  if (!tally) return <p className={css.quiet}>{t(organisationTexts.outOfRange)}</p>;
  return (
    <Tiles>
      <Tile label={t(organisationTexts.members)} value={tally.members} to={rosterOf(id)} />
      <Tile
        label={t(organisationTexts.probationary)}
        value={tally.probationary}
        to={rosterOf(id, { category: 'probationary' })}
      />
      <Tile label={t(organisationTexts.women)} value={tally.women} to={rosterOf(id, { sex: '2' })} />
      <Tile
        label={t(organisationTexts.outflow)}
        value={tally.outflow}
        to={rosterOf(id, { outflow: 'true' })}
        tone={tally.outflow > 0 ? 'warning' : 'plain'}
      />
      <Tile
        label={t(organisationTexts.lost)}
        value={tally.lost}
        to={rosterOf(id, { lost: 'true' })}
        tone={tally.lost > 0 ? 'warning' : 'plain'}
      />
    </Tiles>
  );
};

const Secretaries = ({ committee }: { committee: NonNullable<Organisation['committee']> }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const secretaries = committee.filter((one) => one.post === 'secretary');
  if (secretaries.length === 0) return <span className={css.quiet}>{t(organisationTexts.noSecretary)}</span>;
  return secretaries.map((one) =>
    one.personId && can('members.read') ? (
      <Link key={one.id} to={`/members/${one.personId}`} className={css.person}>
        {one.name}
      </Link>
    ) : (
      <span key={one.id} className={css.person}>
        {one.name}
      </span>
    ),
  );
};

const PresentSummary = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const typeName = useTypeName();
  const running = organisation.terms.find((term) => term.endedOn === null);
  return (
    <>
      <Section
        title={
          <>
            {organisation.name} {organisation.abolishedOn && <Tag tone="warning">{t(organisationTexts.abolished)}</Tag>}
          </>
        }
        actions={
          <>
            {organisation.can.members && (
              <LinkButton to={rosterOf(organisation.id)}>{t(organisationTexts.roster)}</LinkButton>
            )}
            <LinkButton type="primary" to={`/organisations/${organisation.id}`}>
              {t(organisationTexts.open)}
            </LinkButton>
          </>
        }
      >
        <div className={css.tiles}>
          <TallyTiles organisation={organisation} />
        </div>
        <Facts
          facts={[
            { label: t(organisationTexts.type), value: typeName(organisation.type) },
            { label: t(organisationTexts.parent), value: organisation.ancestors.at(-1)?.name },
            {
              label: t(organisationTexts.secretary),
              value: organisation.committee && <Secretaries committee={organisation.committee} />,
            },
            {
              label: t(organisationTexts.termDue),
              value: running && (
                <>
                  {format.day(running.dueOn)} <TermState term={running} />
                </>
              ),
            },
            {
              label: t(organisationTexts.foundedOn),
              value: organisation.foundedOn && format.day(organisation.foundedOn),
            },
            {
              label: t(organisationTexts.branches),
              value: organisation.tally && format.number(organisation.tally.branches),
            },
          ]}
        />
      </Section>
      {organisation.advisories && organisation.advisories.length > 0 && (
        <Advisories advisories={organisation.advisories} />
      )}
    </>
  );
};

/** What an organisation is, beside the tree. */
export const Summary = (props: Props): ReactNode => {
  const { data, error, isPending, refetch } = useApi(
    organisationById,
    { params: { id: props.node.id } },
    { enabled: props.on === undefined },
  );
  if (props.on !== undefined) return <PastSummary {...props} />;
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
      {() => data && <PresentSummary organisation={data} />}
    </StateView>
  );
};
