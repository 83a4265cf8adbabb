import type { LiveTable } from '#webkit/live.ts';
import { articleList, oneArticle, publishingColumns } from '../contract.ts';

export const live: LiveTable = [{ kind: 'publishing', touches: () => [articleList, oneArticle, publishingColumns] }];
