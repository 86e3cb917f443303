import { z } from 'zod';

// zod would else build its parsers with `new Function`, which the page's Content-Security-Policy forbids.
z.config({ jitless: true });

export { z };
