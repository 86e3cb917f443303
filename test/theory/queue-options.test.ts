import { prove } from './prove.ts';
import { QUEUE_OPTIONS } from './queue-options.ts';

prove('an option of a queue beyond the references', QUEUE_OPTIONS);
