export { mayEdit } from './access.ts';
export { inVillage, takesMembers } from './detail/queries.ts';
export { holdOwnPath, holdPath, lockTree, refilePeople, refileSubtree } from './filing/commands.ts';
export { filedTables, leftInPlace } from './filing/rules.ts';
export { insertNode, type NewNode, type PlantedNode } from './periods/commands.ts';
export { ancestorsOf, organisationRow, referenceOf, subtreeOn, type OrganisationRow } from './queries.ts';
export { appoint } from './posts/commands.ts';
export { recountTalks } from './posts/seated/commands.ts';
export { endTerm, openTerm } from './terms/commands.ts';
