/** Origin of the API, set at build time; empty on H5, which is served by the API's own process. */
declare const API_BASE: string

declare module '*.css'
