export { PackageFrame } from './frame.tsx';
