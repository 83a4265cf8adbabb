/**
 * What a program may do here: names of the published text (Communication 4.2). Its `statements/read` and `all/read` are not given: what
 * others have sent is read by the learner alone.
 */
export const scopes = ['statements/write', 'statements/read/mine', 'state', 'profile', 'define'] as const;
export type ClientScope = (typeof scopes)[number];
