export * from './decode';
export * from './land-messages';
export * from './land-recorded';
export * from './landing-report';
export * from './topic-message';
