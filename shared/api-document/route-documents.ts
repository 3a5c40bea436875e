import type { RouteId } from '#contracts/http/routes.ts';
import { adminDocuments } from './admin-documents.ts';
import { batchDocuments } from './batch-documents.ts';
import { changeDocuments } from './change-documents.ts';
import { followUpDocuments } from './follow-up-documents.ts';
import { overrideDocuments } from './override-documents.ts';
import { memberDocuments } from './person-documents.ts';
import type { RouteDocument } from './route-document.ts';
import { tillDocuments } from './till-documents.ts';

const anyone: Pick<Record<RouteId, RouteDocument>, 'readOpenApi' | 'readDocs' | 'readHealth'> = {
  readOpenApi: {
    description: 'The document from which this page is made.',
    example: {},
    answers: [{ status: 200, description: 'The document.', schema: null, example: { openapi: '3.1.1' } }],
    problems: [],
  },
  readDocs: {
    description: 'This page.',
    example: {},
    answers: [{ status: 200, description: 'HTML.', schema: null, example: null }],
    problems: [],
  },
  readHealth: {
    description: 'Says nothing of what lies behind.',
    example: {},
    answers: [{ status: 200, description: 'It answers.', schema: null, example: { status: 'up' } }],
    problems: [],
  },
};

export const routeDocuments: Readonly<Record<RouteId, RouteDocument>> = {
  ...tillDocuments,
  ...overrideDocuments,
  ...followUpDocuments,
  ...batchDocuments,
  ...changeDocuments,
  ...memberDocuments,
  ...adminDocuments,
  ...anyone,
};
