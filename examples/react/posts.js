export const site = 'https://react-blog.example/';

export const posts = [
  {
    path: 'posts/bread/',
    title: 'On bread',
    topics: ['food', 'patience'],
    text: 'Flour, water, salt, and a night of patience. Most of baking is waiting.',
  },
  {
    path: 'posts/trains/',
    title: 'Night trains',
    topics: ['travel'],
    text: 'You lie down in one country and wake in another.',
  },
];
