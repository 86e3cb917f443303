import { MORE_BLOCKS } from './more-blocks.ts';
import { prove } from './prove.ts';

prove('a block beyond the references', MORE_BLOCKS);
