import { articleEditions, articleList, oneArticle, publishingColumns } from '../../contract.ts';

/** What every act on an article changes. */
export const touchedByArticle = [articleList, oneArticle, articleEditions, publishingColumns] as const;
