import { writeFileSync } from 'node:fs';
import { drawHouse } from './draw-house.ts';
import { repoFiles } from './repo-files.ts';

/** `npm run picture:house`: draws the layers and their imports for ARCHITECTURE.md. */
writeFileSync(new URL('../../docs/pictures/house.svg', import.meta.url), drawHouse(repoFiles()));
