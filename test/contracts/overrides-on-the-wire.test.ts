import { describe, expect, test } from 'vitest';
import { ifMatch } from '#contracts/http/if-match.ts';
import { overrideBody, overridePath, overrideRemovalQuery } from '#contracts/http/override.ts';
import { parseRequest } from '#lambda/parsed-request.ts';
import { RefusedRequest } from '#lambda/refused-request.ts';
import { recorded } from '../fixtures/recorder.ts';
