import type { CompiledValidator } from '../../core/validation/validator';

export declare const accepts: CompiledValidator['accepts'];
export declare const explain: CompiledValidator['explain'];
export declare const names: CompiledValidator['names'];
