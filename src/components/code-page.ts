/** A code's own page: copying it. */
import { copyCodes } from './copy-code.ts';

copyCodes();
