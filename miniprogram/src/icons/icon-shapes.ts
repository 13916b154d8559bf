/** Our own drawings: 24 grid, live area 3–21, stroke set by the Icon, round caps and joins, no fills. */
export const iconShapes = {
  back: "<path d='m15 4-8 8 8 8'/>",
  box: "<path d='M4.5 8.5h15V19h-15zM4.5 8.5 7 5h10l2.5 3.5M9.5 12h5'/>",
  call: "<path d='M6.2 4h2.6l1.5 4-2 1.5c1 2.7 3 4.7 5.8 5.9l1.6-2 4 1.6v2.5A2.5 2.5 0 0 1 17 20C10 19.6 4.4 14 4 7a2.6 2.6 0 0 1 2.2-3z'/>",
  check: "<path d='m4.5 12.5 5 5L19.5 7'/>",
  clock: "<circle cx='12' cy='12' r='8.5'/><path d='M12 7v5.3l3.3 2'/>",
  close: "<path d='m5.5 5.5 13 13m0-13-13 13'/>",
  copy: "<circle cx='7' cy='7' r='3'/><path d='M3 18c.3-3 1.8-4.7 4-4.7'/><path d='M12 8h9M18 5l3 3-3 3M12 17h9M18 14l3 3-3 3'/>",
  customers:
    "<circle cx='9' cy='8.5' r='3.5'/><path d='M3 19.5c.6-3.6 2.9-5.5 6-5.5s5.4 1.9 6 5.5'/><path d='M16 5.4a3.3 3.3 0 0 1 0 6.2M18 14.6c1.7.8 2.7 2.4 3 4.9'/>",
  down: "<path d='m5 9.5 7 7 7-7'/>",
  drift: "<path d='M4 8.5h13l-3.5-4M20 15.5H7l3.5 4'/>",
  edit: "<path d='M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5'/>",
  feed: "<path d='M3 8c2.2-2.4 4-2.4 6 0s3.8 2.4 6 0 3.8-2.4 6 0'/><path d='M3 14c2.2-2.4 4-2.4 6 0s3.8 2.4 6 0 3.8-2.4 6 0'/><path d='M3 19.5h9'/>",
  freeze:
    "<path d='M12 3v18M4.2 7.5l15.6 9M4.2 16.5l15.6-9'/><path d='m9.5 4.5 2.5 2 2.5-2M9.5 19.5l2.5-2 2.5 2'/>",
  filter: "<path d='M4 6.5h16M7 12h10M10 17.5h4'/>",
  grip: "<path d='M5 9h14M5 15h14'/>",
  lock: "<rect x='5' y='10.5' width='14' height='10' rx='2'/><path d='M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2'/>",
  message:
    "<path d='M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z'/><path d='M8 8.5h8M8 11.8h5'/>",
  offline:
    "<path d='M7 18.5a4.3 4.3 0 0 1-.8-8.5c.3-1 .8-1.9 1.5-2.6M10.3 5.7a6 6 0 0 1 7.5 4.5 4.2 4.2 0 0 1 2.4 6.5M4 4l16 16'/>",
  order: "<path d='M4 8l8-4.5L20 8v8l-8 4.5L4 16z'/><path d='M4 8l8 4.5L20 8M12 12.5v8'/>",
  payment:
    "<rect x='3.5' y='5.5' width='17' height='13' rx='2.5'/><path d='m9 8.5 3 3.6 3-3.6M12 12v4M9.7 12.2h4.6M9.7 14.4h4.6'/>",
  person: "<circle cx='12' cy='8' r='4'/><path d='M4.5 20c.7-4 3.5-6 7.5-6s6.8 2 7.5 6'/>",
  plus: "<path d='M12 5v14M5 12h14'/>",
  rejection:
    "<path d='M4 8l8-4.5L20 8v4M4 8v8l7 4M4 8l8 4.5 8-4.5M12 12.5V15'/><path d='m15.5 15.5 5 5m0-5-5 5'/>",
  sample:
    "<path d='M4 11h16v9H4zM4 11l2-5h12l2 5'/><path d='M12 17.5c-2-1.2-2-3.2 0-4.5 2 1.3 2 3.3 0 4.5z'/>",
  search: "<circle cx='10.8' cy='10.8' r='6.3'/><path d='m15.5 15.5 5 5'/>",
  send: "<path d='M12 20V5M5.5 11 12 4.5 18.5 11'/>",
  share:
    "<path d='M12 15V4M7.5 8 12 3.5 16.5 8'/><path d='M5 12v6.5A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5V12'/>",
  target: "<circle cx='12' cy='12' r='8.5'/><circle cx='12' cy='12' r='4.2'/><path d='M12 11.8v.4'/>",
  tasks: "<path d='M3.5 6.5 5 8l2.5-3M3.5 16.5 5 18l2.5-3'/><path d='M11.5 6.8H21M11.5 16.8H21'/>",
  todo: "<path d='M6.5 10.5a5.5 5.5 0 0 1 11 0c0 4.5 2 5.5 2 6.5h-15c0-1 2-2 2-6.5z'/><path d='M10 20.3c1 .9 3 .9 4 0'/>",
  undo: "<path d='M8.5 5 4 9.5 8.5 14'/><path d='M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3'/>",
  urgent: "<path d='M13.5 3 5.5 13.5H11L10 21l8.5-11H13z'/>",
  visit:
    "<path d='M12 21c4.5-4.3 6.8-7.7 6.8-10.7a6.8 6.8 0 0 0-13.6 0C5.2 13.3 7.5 16.7 12 21z'/><path d='m9.3 10.3 2 2 3.6-3.8'/>",
  warning: "<path d='M12 4 2.8 20h18.4z'/><path d='M12 10v4.5M12 17.2v.3'/>",
  camera:
    "<path d='M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z'/><circle cx='12' cy='12.8' r='3.4'/>",
  next: "<path d='m9.5 5 7 7-7 7'/>",
  route: "<path d='M20.5 3.5 3.5 10.5l7 3 3 7z'/>",
} as const

export type IconName = keyof typeof iconShapes
