import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import type { Organisation } from '../../contract.ts';
import { organisationTexts, unitRelationTexts } from '../../detail/messages.ts';
import { Advisories } from './advisories.tsx';
import css from './organisation.module.css';
import { TallyTiles } from './summary.tsx';
import { useTypeName } from './words.ts';

const OrganisationFacts = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const typeName = useTypeName();
  const parent = organisation.ancestors.at(-1);
  const { mergedInto, unitRelation } = organisation;
  return (
    <Facts
      facts={[
        { label: t(organisationTexts.name), value: organisation.name },
        { label: t(organisationTexts.shortName), value: organisation.shortName },
        { label: t(organisationTexts.type), value: typeName(organisation.type) },
        {
          label: t(organisationTexts.parent),
          value: parent && <Link to={`/organisations/${parent.id}`}>{parent.name}</Link>,
        },
        { label: t(organisationTexts.code), value: organisation.code },
        { label: t(organisationTexts.divisionCode), value: organisation.divisionCode },
        {
          label: t(organisationTexts.foundedOn),
          value: organisation.foundedOn && format.day(organisation.foundedOn),
        },
        { label: t(organisationTexts.unitRelation), value: unitRelation && t(unitRelationTexts[unitRelation]) },
        { label: t(organisationTexts.unitCode), value: organisation.unitCode },
        { label: t(organisationTexts.phone), value: organisation.phone },
        { label: t(organisationTexts.address), value: organisation.address },
        ...(organisation.type === 'joint_branch'
          ? [{ label: t(organisationTexts.coveredUnits), value: format.list(organisation.coveredUnits) || null }]
          : []),
        ...(organisation.abolishedOn
          ? [{ label: t(organisationTexts.abolishedOn), value: format.day(organisation.abolishedOn) }]
          : []),
        ...(mergedInto
          ? [
              {
                label: t(organisationTexts.mergedInto),
                value: <Link to={`/organisations/${mergedInto.id}`}>{mergedInto.name}</Link>,
              },
            ]
          : []),
      ]}
    />
  );
};

export const Overview = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  return (
    <div className={css.stack}>
      <Section title={t(organisationTexts.tally)}>
        {organisation.tally && <p className={css.intro}>{t(organisationTexts.tallyHint)}</p>}
        <TallyTiles organisation={organisation} />
      </Section>
      {organisation.advisories && <Advisories advisories={organisation.advisories} />}
      <Section
        title={t(organisationTexts.facts)}
        actions={
          organisation.can.change && (
            <LinkButton to={`/organisations/${organisation.id}/change/facts`}>
              {t(organisationTexts.changeFacts)}
            </LinkButton>
          )
        }
      >
        <OrganisationFacts organisation={organisation} />
      </Section>
    </div>
  );
};
